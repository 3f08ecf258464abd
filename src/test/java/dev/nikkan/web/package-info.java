@NullMarked
package dev.nikkan.web;

import org.jspecify.annotations.NullMarked;
