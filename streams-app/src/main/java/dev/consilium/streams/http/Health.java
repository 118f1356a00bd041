package dev.consilium.streams.http;

import java.util.List;

/**
 * What a probe is told.
 *
 * @param live false: only a restart of the process helps
 * @param ready false: images are not answered at the moment
 * @param reasons why not, one sentence each; empty when live and ready
 */
public record Health(boolean live, boolean ready, List<String> reasons) {

    public Health {
        reasons = List.copyOf(reasons);
    }
}
