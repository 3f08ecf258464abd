package dev.nikkan.app.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What a command can see of the process it runs in.
///
/// @param out UTF-8 whatever the locale: what a script parses must not depend on it
/// @param terminal whether somebody is watching `err`
/// @param configurations where a configuration is looked for when none is named, in order
public record World(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Map<String, String> environment,
        InstantSource clock,
        List<Path> configurations) {
    public World {
        environment = Map.copyOf(environment);
        configurations = List.copyOf(configurations);
    }
}
