package dev.consilium.ops;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints the script with which a shell completes commands, options and files after TAB.",
            "",
            "bash: put it where bash-completion looks. zsh: put a line into ~/.zshrc that sources it."
        },
        footer = {
            "",
            "Examples:",
            "  consilium completion bash > ~/.local/share/bash-completion/completions/consilium",
            "  consilium completion zsh > ~/.consilium-completion.zsh"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The script of either starts the other's completion where it has to. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    Shell shell;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.println(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return 0;
    }
}
