package dev.nikkan.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fields of a form that was posted, in either of the two encodings that RFC 8058 §3.1 names; of a field
/// that stands twice, the first.
record Form(Map<String, String> fields) {
    private static final int FIELDS = 20;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)^content-disposition:[^\\r\\n]*;\\s*name=\"?([^\"\\r\\n;]*)\"?");

    Form {
        fields = Map.copyOf(fields);
    }

    /// @return empty where it is none
    static Optional<Form> parse(String contentType, byte[] body) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-www-form-urlencoded" -> urlencoded(new String(body, StandardCharsets.UTF_8));
            case "multipart/form-data" -> {
                Matcher boundary = BOUNDARY.matcher(contentType);
                yield boundary.find()
                        ? multipart(
                                boundary.group(1) == null ? boundary.group(2) : boundary.group(1),
                                new String(body, StandardCharsets.UTF_8))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Form> urlencoded(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.strip().split("&", FIELDS)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                } catch (IllegalArgumentException _) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Form(fields));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// RFC 7578.
    private static Optional<Form> multipart(String boundary, String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        String delimiter = "\r\n--" + boundary;
        for (String part : ("\r\n" + body).split(Pattern.quote(delimiter), FIELDS)) {
            int blank = part.indexOf("\r\n\r\n");
            if (blank >= 0) {
                part.substring(0, blank)
                        .lines()
                        .map(NAME::matcher)
                        .filter(Matcher::find)
                        .findFirst()
                        .ifPresent(name -> fields.putIfAbsent(name.group(1), part.substring(blank + 4)));
            }
        }
        return Optional.of(new Form(fields));
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean has(String name, String value) {
        return field(name).equals(value);
    }
}
