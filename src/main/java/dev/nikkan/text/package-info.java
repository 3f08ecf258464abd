/// How text takes its place on a screen, whatever it says. Pure.
@NullMarked
package dev.nikkan.text;

import org.jspecify.annotations.NullMarked;
