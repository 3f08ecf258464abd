/// The command line: one class a command, each told its world (streams, environment, clock) by its
/// constructor, so that a test runs a command as a method and reads what it printed.
///
/// Only the commands that the arguments name are built: a monitor asks for `status` every minute and should
/// not pay for `import`. A command ends by returning an [ExitCode] or by throwing a [Failure]; [Nikkan] alone
/// prints errors.
@NullMarked
package dev.nikkan.app.command;

import org.jspecify.annotations.NullMarked;
