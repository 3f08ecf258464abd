package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An Authentication-Results field (RFC 8601 §2.2). Names and results are lower case.
record AuthenticationResults(String authservId, List<Result> results) {
    /// What one method found: `dkim=pass header.d=ietf.org`.
    ///
    /// @param properties by `ptype.property`
    record Result(String method, String result, Map<String, String> properties) {
        boolean passes(String name) {
            return method.equals(name) && result.equals("pass");
        }

        Optional<String> property(String name) {
            return Optional.ofNullable(properties.get(name));
        }
    }

    static AuthenticationResults parse(String value) {
        List<String> pieces = HeaderSyntax.split(HeaderSyntax.withoutComments(value), ';');
        List<Result> results = new ArrayList<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            result(new Pairs(piece)).ifPresent(results::add);
        }
        return new AuthenticationResults(authservId(pieces.getFirst()), results);
    }

    /// A version may follow it.
    private static String authservId(String piece) {
        List<String> words = HeaderSyntax.words(piece);
        return words.isEmpty() ? "" : HeaderSyntax.unquoted(words.getFirst()).toLowerCase(Locale.ROOT);
    }

    private static Optional<Result> result(Pairs pairs) {
        if (!pairs.next()) {
            return Optional.empty();
        }
        String method = pairs.name;
        String result = pairs.value.toLowerCase(Locale.ROOT);
        Map<String, String> properties = new HashMap<>();
        while (pairs.next()) {
            properties.putIfAbsent(pairs.name, pairs.value);
        }
        int version = method.indexOf('/');
        return Optional.of(new Result(version < 0 ? method : method.substring(0, version), result, properties));
    }

    /// The `name = value` pairs of one result, with blanks allowed around `=`, `.` and `/`.
    private static final class Pairs {
        private final String text;
        private int at;
        private String name = "";
        private String value = "";

        Pairs(String text) {
            this.text = text;
        }

        boolean next() {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return false;
            }
            name = name(text.substring(at, equals));
            at = equals + 1;
            value = value();
            return true;
        }

        /// The last word before `=`; a word that ends or begins with `.` or `/` goes on over the blank.
        private static String name(String before) {
            StringBuilder name = new StringBuilder();
            for (String word : HeaderSyntax.words(before)) {
                boolean joins = name.isEmpty() || isJoint(name.charAt(name.length() - 1)) || isJoint(word.charAt(0));
                if (!joins) {
                    name.setLength(0);
                }
                name.append(word);
            }
            return name.toString().toLowerCase(Locale.ROOT);
        }

        private static boolean isJoint(char c) {
            return c == '.' || c == '/';
        }

        private String value() {
            while (at < text.length() && Characters.isBlank(text.charAt(at))) {
                at++;
            }
            int start = at;
            boolean quoted = false;
            while (at < text.length() && (quoted || !Characters.isBlank(text.charAt(at)))) {
                if (text.charAt(at) == '\\' && quoted) {
                    at++;
                } else if (text.charAt(at) == '"') {
                    quoted = !quoted;
                }
                at++;
            }
            at = Math.min(at, text.length());
            return HeaderSyntax.unquoted(text.substring(start, at));
        }
    }
}
