/// What we talk about: values only, immutable, checked when made. Imports nothing but `java.base`, so that every
/// other package can speak these words without drawing in a library.
@NullMarked
package dev.nikkan.model;

import org.jspecify.annotations.NullMarked;
