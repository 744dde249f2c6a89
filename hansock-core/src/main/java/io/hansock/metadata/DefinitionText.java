package io.hansock.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code SHOW CREATE TABLE} says of CHECK constraints: nothing else says it to every user. Literals and comments of columns are
 * passed over, names in backticks and words are read; nothing more of the grammar is needed.
 */
final class DefinitionText {
    private static final char NAME = '`';

    private final String text;
    private int at;

    private DefinitionText(String text) {
        this.text = text;
    }

    /** Names, with a backtick in front, words in small letters, and signs. */
    private static List<String> tokens(String definition) {
        DefinitionText reader = new DefinitionText(definition);
        List<String> tokens = new ArrayList<>();
        while (reader.at < definition.length()) {
            reader.next(tokens);
        }
        return tokens;
    }

    private void next(List<String> tokens) {
        char first = text.charAt(at);
        if (first == NAME) {
            tokens.add(NAME + quoted());
        } else if (first == '\'' || first == '"') {
            quoted();
        } else if (Character.isLetter(first) || first == '_') {
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            tokens.add(text.substring(from, at).toLowerCase(Locale.ROOT));
        } else {
            at++;
            if (first == '(' || first == ')') {
                tokens.add(String.valueOf(first));
            }
        }
    }

    /** Reads to behind the closing quote; doubled it stands for itself, and so does what a backslash is in front of in literals. */
    private String quoted() {
        char quote = text.charAt(at++);
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == quote) {
                if (at == text.length() || text.charAt(at) != quote) {
                    break;
                }
                at++;
            } else if (next == '\\' && quote != NAME && at < text.length()) {
                next = text.charAt(at++);
            }
            content.append(next);
        }
        return content.toString();
    }

    /** Whether the table has CHECK constraints; a period of an application's own time is one too, and so are its keys. */
    static boolean hasChecks(String definition) {
        List<String> tokens = tokens(definition);
        for (int i = 0; i < tokens.size(); i++) {
            boolean isPeriod = tokens.get(i).equals("period")
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).equals("for")
                    && !tokens.get(i + 2).equals("system_time");
            if (isPeriod || tokens.get(i).equals("check")) {
                return true;
            }
        }
        return false;
    }

    /** The columns that MariaDB calls JSON: text that a CHECK constraint keeps valid. */
    static Set<String> jsonColumns(String definition) {
        List<String> tokens = tokens(definition);
        Set<String> columns = new HashSet<>();
        for (int i = 0; i + 4 < tokens.size(); i++) {
            if (tokens.subList(i, i + 4).equals(List.of("check", "(", "json_valid", "("))
                    && tokens.get(i + 4).charAt(0) == NAME) {
                columns.add(tokens.get(i + 4).substring(1));
            }
        }
        return columns;
    }
}
