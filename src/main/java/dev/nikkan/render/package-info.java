/// A `Digest` into mail, HTML, text, Markdown and JSON. Pure but for reading templates.
@NullMarked
package dev.nikkan.render;

import org.jspecify.annotations.NullMarked;
