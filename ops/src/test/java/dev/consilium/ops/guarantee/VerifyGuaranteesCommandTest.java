package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VerifyGuaranteesCommandTest {

    @ParameterizedTest
    @CsvSource({
        "--scenario=kills, there are: restarts",
        "--scenario=kill --faults=0, --faults must be at least 1",
        "--minutes=0, --minutes must be greater than 0",
        "--overload-minutes=-1, --overload-minutes must be greater than 0",
        "--scenario=rollouts --turns=0, --turns must be between 1 and --rollouts",
        "--rollbacks=0, --rollbacks must be between 1 and --rollouts"
    })
    void shouldSayWhatIsWrongBeforeAnythingStarts(String arguments, String message) {
        // Given
        StringWriter errors = new StringWriter();
        CommandLine command = new CommandLine(new VerifyGuaranteesCommand()).setErr(new PrintWriter(errors));

        // When
        int status = command.execute(arguments.split(" "));

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
    }
}
