package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.stream.Field;

/// The fields of a message's header in their order, by name without case (RFC 5322 §2.2). Values come unfolded, with
/// white space and control characters folded to single blanks; encoded-words stay as they are.
final class HeaderBlock {
    /// A field as it stands; its value is read when somebody asks.
    record HeaderField(String name, Field raw) {
        String value() {
            byte[] octets = raw.getRaw().toByteArray();
            return Characters.folded(TextDecoder.decode(Arrays.copyOfRange(octets, start(octets), octets.length)));
        }

        private static int start(byte[] octets) {
            int colon = 0;
            while (colon < octets.length && octets[colon] != ':') {
                colon++;
            }
            return Math.min(colon + 1, octets.length);
        }
    }

    private final List<HeaderField> fields = new ArrayList<>();

    void add(Field field) {
        fields.add(new HeaderField(field.getNameLowerCase().strip(), field));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /// @param name lower case
    Optional<String> first(String name) {
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// @param name lower case
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    boolean has(String name) {
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    List<HeaderField> inOrder() {
        return fields;
    }
}
