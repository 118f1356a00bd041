package dev.consilium.specialist.torch;

import ai.djl.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which specialist runs on which of several devices: a new one goes where the fewest bytes of modules are, and stays there in all its versions.
 * One that is dismissed keeps its place, so that it finds it when it comes back. For any thread.
 */
public final class Placement {

    private record Place(Device device, long bytes) {}

    private final List<Device> devices;
    private final Map<String, Place> places = new HashMap<>();

    /** @throws IllegalArgumentException if there is no device */
    public Placement(List<Device> devices) {
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("there must be a device to place specialists on");
        }
        this.devices = List.copyOf(devices);
    }

    /**
     * Where a version of a specialist is to be loaded.
     *
     * @param bytes the size of its module
     */
    public synchronized Device place(String specialist, long bytes) {
        Place known = places.get(specialist);
        Device device = known == null ? leastLoaded() : known.device();
        places.put(specialist, new Place(device, bytes));
        return device;
    }

    private Device leastLoaded() {
        Device least = devices.get(0);
        for (Device device : devices) {
            if (load(device) < load(least)) {
                least = device;
            }
        }
        return least;
    }

    private long load(Device device) {
        return places.values().stream()
                .filter(place -> place.device().equals(device))
                .mapToLong(Place::bytes)
                .sum();
    }
}
