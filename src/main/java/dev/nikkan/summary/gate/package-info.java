/// What a model wrote, and the abstract it wrote it from, into a verdict. Pure. Each check is a class and
/// knows one kind
/// of fault; the phrases they look for are lists in the resources, one a line.
@NullMarked
package dev.nikkan.summary.gate;

import org.jspecify.annotations.NullMarked;
