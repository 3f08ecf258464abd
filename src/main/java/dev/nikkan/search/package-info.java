/// What a reader searches for: the words of a text, the query over them, and the piece of text that shows a
/// hit. Pure; how the store finds them is the store's business. Index, query and excerpt see the same words
/// because all three take them from [Words].
@NullMarked
package dev.nikkan.search;

import org.jspecify.annotations.NullMarked;
