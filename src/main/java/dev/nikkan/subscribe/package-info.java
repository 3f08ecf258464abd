/// What subscribers ask for by mail: requests and reports found in the store, and the answers to them. Reads
/// what intake has stored, and hands answers over to the courier through the store: neither knows of the other.
@NullMarked
package dev.nikkan.subscribe;

import org.jspecify.annotations.NullMarked;
