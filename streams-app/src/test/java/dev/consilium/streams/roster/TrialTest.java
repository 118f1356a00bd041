package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {

    private static final int KEYS = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 1})
    void shouldVoteOnItsShareOfTheKeys(double share) throws Exception {
        Specialist specialist = TinySpecialists.specialist(TinyModule.LOW, "low", "v2", 0);
        try (TorchScriptModel model = TinySpecialists.load(TinyModule.LOW, specialist)) {
            Trial trial = new Trial(new Seat(specialist, model), share, new TrialTally());

            long votes = IntStream.range(0, KEYS)
                    .filter(key -> trial.votesOn(("key-" + key).getBytes(StandardCharsets.UTF_8)))
                    .count();

            assertThat(votes / (double) KEYS).isCloseTo(share, within(0.012));
        }
    }
}
