/** Bad inputs, and odd but good ones, with the outcome that docs/bad-input.md promises for each. Made by code, the same at each run. */
package dev.consilium.specialist.corpus;
