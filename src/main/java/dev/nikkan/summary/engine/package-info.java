/// Language models over HTTP. Two dialects (chat completions, messages) of one kind of question: fixed
/// instructions, a document that is data, and an answer with one text in it. No tools, no streaming, no client
/// library: those that there are ignore `Retry-After` or weigh many times as much.
@NullMarked
package dev.nikkan.summary.engine;

import org.jspecify.annotations.NullMarked;
