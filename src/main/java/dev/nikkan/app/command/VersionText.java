package dev.nikkan.app.command;

import picocli.CommandLine.IVersionProvider;

/// `nikkan --version`.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Build build = Build.read();
        return new String[] {
            "nikkan " + build.version(),
            "commit " + build.commit(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "SQLite " + build.sqlite()
        };
    }
}
