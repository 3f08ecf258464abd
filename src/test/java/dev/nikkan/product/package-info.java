/// Tests of what is installed: the packaged folder and the systemd unit, as an operator uses them.
@NullMarked
package dev.nikkan.product;

import org.jspecify.annotations.NullMarked;
