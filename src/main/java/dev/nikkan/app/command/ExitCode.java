package dev.nikkan.app.command;

/// How a command ended, in the words of sysexits(3).
public enum ExitCode {
    OK(0),
    /// The command line makes no sense; also a day, language or format that cannot be.
    USAGE(64),
    /// What was given as input cannot be used.
    BAD_INPUT(65),
    NO_INPUT(66),
    UNAVAILABLE(69),
    /// A bug of ours.
    SOFTWARE(70),
    IO(74),
    /// Worth trying again later.
    TEMPORARY(75),
    PERMISSION(77),
    CONFIGURATION(78),
    /// What a shell says of the usual tools, which SIGPIPE ends (128 + 13): so a script that allows for it in `cat x |
    /// head` allows for it here.
    READER_GONE(141);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
