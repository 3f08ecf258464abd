package dev.nikkan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReturnedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.1.1   | User unknown                                                       | HARD",
                "5.2.1   | mailbox disabled                                                   | HARD",
                "5.2.2   | mailbox full                                                       | SOFT",
                "4.2.2   | mailbox full                                                       | SOFT",
                "        | 550 No such user here                                              | HARD",
                "5.0.0   | 550 Recipient address rejected: User unknown in local table        | HARD",
                "4.7.1   | 451 Greylisted, please try again later                             | SOFT",
                "5.1.8   | Sender address rejected: Domain not found                          | OURS",
                "4.1.8   | Sender address rejected: Domain not found                          | OURS",
                "        | 554 delivery error: This user doesn't have a yahoo.com account     | HARD",
                "        | 550 Invalid recipient: <a@example.jp>                              | HARD",
                "        | 550 Unrouteable address                                            | HARD",
                "        | 550 user not local                                                 | HARD",
                "5.4.1   | Recipient address rejected: Access denied. AS(201806281)           | HARD",
                "5.4.1   | no answer from host                                                | SOFT",
                "5.7.1   | Recipient address rejected: User unknown in relay recipient table   | HARD",
                "5.7.1   | User unknown: blocked by policy                                     | OURS",
                "5.7.1   | Access denied                                                      | OURS",
                "4.7.650 | The mail server has been temporarily rate limited due to IP reputation | OURS",
                "4.7.28  | detected an unusual rate of unsolicited mail from your IP address  | OURS",
                "5.0.0   | Recipient address rejected: sender IP listed by zen.spamhaus.org   | OURS",
                "        | 550 Recipient address rejected: sender IP listed by zen.spamhaus.org | OURS",
                "        | 554 mailbox unavailable: your server is on our blocklist           | OURS",
            })
    void a_status_and_its_words_tell_whose_fault_it_is(String status, String words, Returned returned) {
        assertThat(Returned.of(Optional.ofNullable(status), words)).isEqualTo(returned);
    }
}
