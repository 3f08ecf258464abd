/// The configuration file into the settings of each part. Nothing below `app` knows that there is a file.
///
/// Reading goes on after an error and reports all of them at once: whoever edits a file over ssh should not
/// have to find six mistakes in six runs. Secrets are read here too, so that a file which others may read is
/// refused before anything logs in with it.
@NullMarked
package dev.nikkan.app.config;

import org.jspecify.annotations.NullMarked;
