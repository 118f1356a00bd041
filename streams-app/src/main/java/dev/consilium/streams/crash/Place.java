package dev.consilium.streams.crash;

/** Where an image stands on the topic of images. */
record Place(int partition, long offset) {}
