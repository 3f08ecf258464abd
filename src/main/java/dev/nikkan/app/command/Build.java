package dev.nikkan.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What the build wrote down about itself.
///
/// @param commit the first digits of the commit's hash; `unknown` where the sources were no clone
/// @param sqlite the version of SQLite inside the driver
public record Build(String version, String commit, String sqlite) {
    static Build read() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/dev/nikkan/app/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(
                properties.getProperty("version", "unknown"),
                properties.getProperty("commit", "unknown"),
                // The driver's version is SQLite's and a number of its own. Asking SQLite itself would load the native
                // library, which takes longer than all the rest of --version.
                properties.getProperty("sqlite-jdbc", "unknown").replaceFirst("^(\\d+\\.\\d+\\.\\d+)\\..*", "$1"));
    }
}
