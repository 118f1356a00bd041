package dev.consilium.trainer;

import dev.consilium.specialist.torch.DeviceSetting;
import dev.consilium.trainer.data.DecodedImages;

/**
 * What a training may use of the machine; it decides how fast it goes.
 *
 * @param device where the specialists are trained; on several each goes where the fewest are
 * @param cacheMemory bytes of decoded images to keep at most; the others are read again in the background, to the same weights
 */
public record Resources(DeviceSetting device, long cacheMemory) {

    /** @throws IllegalArgumentException when the memory is negative */
    public Resources {
        if (cacheMemory < 0) {
            throw new IllegalArgumentException(
                    "The memory for decoded images is " + cacheMemory + " bytes: it must be 0 or more.");
        }
    }

    /** The CPU, and half of the heap. */
    public static Resources usual() {
        return new Resources(DeviceSetting.parse("cpu"), DecodedImages.usualRoom());
    }

    public Resources withDevice(DeviceSetting other) {
        return new Resources(other, cacheMemory);
    }

    public Resources withCacheMemory(long bytes) {
        return new Resources(device, bytes);
    }
}
