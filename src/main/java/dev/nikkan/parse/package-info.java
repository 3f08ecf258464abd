/// Octets in, what they say out. Pure: no clock but the one handed in, no file, no network; nothing that is in a
/// message makes it throw. Only this package reads with Mime4j.
///
/// A message passes four steps, each a file or two: taken apart and decoded within limits ([MimeReader], [TextDecoder],
/// [HeaderBlock], [HeaderText]); its header's word read ([EnvelopeReader], [Authenticity]); its kind decided by sender,
/// Subject and text together ([Classifier]); its text read in the layout of that kind ([DraftPostLayout], [RfcLayout],
/// [EventReader] and a reader for each kind of event, [NoticeReader] for what is written by hand).
///
/// Patterns never hold a repeated group: `java.util.regex` recurses for each repetition, and a long enough line would
/// overflow the stack. Where a grammar repeats, it is read by hand.
@NullMarked
package dev.nikkan.parse;

import org.jspecify.annotations.NullMarked;
