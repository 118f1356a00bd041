package dev.consilium.stack;

import java.util.concurrent.CountDownLatch;

/** A JVM that holds a registry until it is killed; its log then ends with the registry's address. */
public final class RegistryHolder {
    private RegistryHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        Registry registry = Registry.start();
        System.out.println("registry at " + registry.url());
        new CountDownLatch(1).await();
    }
}
