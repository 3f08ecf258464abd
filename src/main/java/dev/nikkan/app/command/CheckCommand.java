package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationText;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.model.Day;
import dev.nikkan.render.Templates;

@picocli.CommandLine.Command(
        name = "check",
        header = "Read the configuration and print what was understood, or every error in it.",
        description = {
            "",
            "What is printed is a configuration too, with every default filled in; secrets are hidden. Nothing is"
                    + " connected to: that is what doctor does."
        },
        footer = {"", "Example:", "  nikkan -c /etc/nikkan/nikkan.toml check"})
final class CheckCommand implements Command {
    private final World world;
    private final Setup setup;

    CheckCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Configuration configuration = setup.configuration(Use.SERVERS);
        Templates.load(configuration.digest().templates());
        setup.configurationFile()
                .ifPresent(
                        file -> world.out().println("# " + file.toAbsolutePath().normalize() + " as understood"));
        world.out().print(ConfigurationText.of(configuration));
        configuration.warning().ifPresent(this::warn);
        SignalFiles.meetings(configuration.digest())
                .warning(Day.of(world.clock().instant()))
                .ifPresent(this::warn);
        return ExitCode.OK;
    }

    private void warn(String warning) {
        world.out().println("\n# warning: " + warning);
    }
}
