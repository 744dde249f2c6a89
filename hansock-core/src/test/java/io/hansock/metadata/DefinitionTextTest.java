package io.hansock.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionTextTest {
    @Test
    void findsChecksOnlyWhereTheyAreNoNameAndNoLiteral() {
        assertThat(DefinitionText.hasChecks("CREATE TABLE `check` (`a` int DEFAULT 1 COMMENT 'CHECK (`a`)', `\\` int)"))
                .isFalse();
        assertThat(DefinitionText.hasChecks("`a` varchar(9) DEFAULT 'it''s \\' CHECK ('"))
                .isFalse();
        assertThat(DefinitionText.hasChecks("`a``b` int CHECK (`a``b` > 0)")).isTrue();
        assertThat(DefinitionText.hasChecks("`a` date, PERIOD FOR `p` (`a`, `b`)"))
                .isTrue();
        assertThat(DefinitionText.hasChecks("PERIOD FOR SYSTEM_TIME (`a`, `b`)"))
                .isFalse();
    }

    @Test
    void findsTextThatIsKeptToBeJson() {
        assertThat(DefinitionText.jsonColumns(
                        "`a` longtext CHECK (json_valid(`a`)), `b``c` longtext CHECK (json_valid(`b``c`)), `d` text DEFAULT"
                                + " 'CHECK (json_valid(`d`))'"))
                .containsExactlyInAnyOrder("a", "b`c");
    }

    @Test
    void whatEndsTooEarlyIsReadAsFarAsItGoes() {
        assertThat(DefinitionText.hasChecks("CREATE TABLE `a")).isFalse();
        assertThat(DefinitionText.jsonColumns("CHECK (json_valid(`a")).containsExactly("a");
        assertThat(DefinitionText.jsonColumns("CHECK (json_valid(")).isEmpty();
    }
}
