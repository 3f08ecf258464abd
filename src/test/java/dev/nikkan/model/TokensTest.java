package dev.nikkan.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TokensTest {
    private static final Tokens.Key FIRST = key(1);
    private static final Tokens TOKENS = new Tokens(List.of(FIRST), "nikkan.example.org");
    private static final Token LEAVE = new Token(Purpose.UNSUBSCRIBE, 4711, "0");

    private static Tokens.Key key(int id) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) id);
        return new Tokens.Key(id, Octets.of(secret));
    }

    @Test
    void a_token_comes_back_as_it_went_also_through_servers_that_change_its_case() {
        String text = TOKENS.sign(LEAVE);

        assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, text)).contains(LEAVE);
        assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, text.toUpperCase(Locale.ROOT)))
                .contains(LEAVE);
        assertThat(Tokens.FORM.matcher(text).matches()).isTrue();
    }

    @Test
    void p9_a_token_for_one_purpose_is_good_for_no_other() {
        String text = TOKENS.sign(LEAVE);

        assertThat(Purpose.values())
                .filteredOn(purpose -> purpose != Purpose.UNSUBSCRIBE)
                .allSatisfy(purpose -> assertThat(TOKENS.verify(purpose, text)).isEmpty());
    }

    @Test
    void p9_a_token_of_another_list_or_key_is_none() {
        String text = TOKENS.sign(LEAVE);

        assertThat(new Tokens(List.of(FIRST), "other.example.org").verify(Purpose.UNSUBSCRIBE, text))
                .isEmpty();
        assertThat(new Tokens(List.of(key(2)), "nikkan.example.org").verify(Purpose.UNSUBSCRIBE, text))
                .isEmpty();
    }

    @Test
    void p9_whoever_changes_one_sign_of_a_token_has_none() {
        String text = TOKENS.sign(LEAVE);

        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);
            assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, changed)).as(changed).isEmpty();
            assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, text.substring(0, i))).isEmpty();
        }
        assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, text + "0")).isEmpty();
    }

    @Test
    void tokens_of_an_older_key_stay_good_while_the_key_is_kept() {
        Tokens renewed = new Tokens(List.of(FIRST, key(2)), "nikkan.example.org");

        assertThat(renewed.verify(Purpose.UNSUBSCRIBE, TOKENS.sign(LEAVE))).contains(LEAVE);
        assertThat(TOKENS.verify(Purpose.UNSUBSCRIBE, renewed.sign(LEAVE))).isEmpty();
    }

    @Test
    void a_token_fits_into_a_local_part_behind_a_short_name() {
        String text = TOKENS.sign(new Token(Purpose.BOUNCE, 9_999_999_999L, "fjz"));

        assertThat("bounces-ietf+" + text).hasSizeLessThanOrEqualTo(64);
        assertThat(EmailAddress.parse("bounces+" + text + "@example.org")).isPresent();
    }
}
