package dev.nikkan.web;

import dev.nikkan.model.Tokens.Purpose;
import java.nio.file.Path;

/// A listener in a process of its own, until its standard input ends: the JDK's server reads its limits once in
/// the life of a process, and in that of the tests somebody else may have been first. Prints its port, and the
/// token of a subscriber.
final class WebProcess {
    private WebProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (WebHouse web = new WebHouse(Path.of(arguments[0]))) {
            String token = web.token(Purpose.UNSUBSCRIBE, web.ann());
            System.out.println(web.port() + " " + token);
            while (System.in.read() >= 0) {
                // until the test is over
            }
        }
    }
}
