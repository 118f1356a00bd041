package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The source in an archive and what it defines.
 *
 * @param files tokens by path
 * @param defined full names of its classes and functions, such as {@code __torch__.SimpleCNN}
 * @param methods names after any {@code def}
 */
record ModuleSource(SortedMap<String, List<Token>> files, Set<String> defined, Set<String> methods) {

    static ModuleSource of(Map<String, byte[]> code) throws UnsafeArchiveException {
        SortedMap<String, List<Token>> files = new TreeMap<>();
        Set<String> defined = new HashSet<>();
        Set<String> methods = new HashSet<>();
        for (Map.Entry<String, byte[]> file : code.entrySet()) {
            List<Token> tokens = CodeTokens.of(file.getKey(), new String(file.getValue(), StandardCharsets.ISO_8859_1));
            files.put(file.getKey(), tokens);
            String qualifier = qualifier(file.getKey());
            for (int i = 1; i < tokens.size(); i++) {
                Token before = tokens.get(i - 1);
                if (before.defines() && tokens.get(i).kind() == Kind.NAME) {
                    if (before.column() == 0) {
                        defined.add(qualifier + "." + tokens.get(i).text());
                    }
                    if (before.is("def")) {
                        methods.add(tokens.get(i).text());
                    }
                }
            }
        }
        return new ModuleSource(files, defined, methods);
    }

    /** {@code code/__torch__/torch/nn/modules/conv.py} defines names in {@code __torch__.torch.nn.modules.conv}. */
    private static String qualifier(String path) {
        return path.substring("code/".length(), path.length() - ".py".length()).replace('/', '.');
    }
}
