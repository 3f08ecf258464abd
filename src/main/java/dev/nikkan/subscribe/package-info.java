/// What subscribers ask for, by mail and on the web: requests and reports found in the store, what the pages of
/// `web` hand on, and the answers. Reads what intake has stored, and hands answers over to the courier through
/// the store: neither knows of the other. Both doors lead to `store.Letters`, which alone decides.
@NullMarked
package dev.nikkan.subscribe;

import org.jspecify.annotations.NullMarked;
