@NullMarked
package dev.nikkan.model;

import org.jspecify.annotations.NullMarked;
