package dev.nikkan.app.config;

import java.nio.file.Path;

/// One thing that is wrong with a configuration.
///
/// @param line of the file, from 1; 0 where it is about the whole file
/// @param exposedSecret a secret that others could have read, and that is therefore refused
record Problem(Path file, int line, String sentence, boolean exposedSecret) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line == 0 ? file + ": " + sentence : file + ":" + line + ": " + sentence;
    }
}
