package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.OverloadedException;
import io.hansock.spring.HansockExceptionTranslator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(CharacterController.class)
class CharacterControllerTest {
    private static final CodePoint GRINNING = new CodePoint(0x1f600, "GRINNING FACE", "COMMON", 7);
    private static final CodePoint SMALL_A = new CodePoint('a', "LATIN SMALL LETTER A", "LATIN", 0);

    @MockitoBean
    private Characters characters;

    @Autowired
    private MockMvcTester mvc;

    @BeforeEach
    void everythingIsOnBeta() {
        when(characters.home(anyInt())).thenReturn(new Home("beta", 0.25));
    }

    @ParameterizedTest
    @CsvSource({"1F600", "1f600", "01F600"})
    void showsACharacter(String hex) {
        when(characters.find(0x1f600)).thenReturn(Optional.of(GRINNING));

        assertThat(mvc.get().uri("/characters/" + hex)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"codePoint": "U+1F600", "character": "😀", "name": "GRINNING FACE", "script": "COMMON", "views": 7,
                 "server": "beta", "place": 0.25}
                """);
    }

    @Test
    void showsHalfASurrogatePairWithoutTheCharacterThatItIsNot() {
        when(characters.find(0xd800)).thenReturn(Optional.of(CodePoint.named(0xd800)));

        assertThat(mvc.get().uri("/characters/D800")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"codePoint": "U+D800", "character": null, "name": "HIGH SURROGATES D800"}
                """);
    }

    @Test
    void explainsInTheOrderOfTheText() {
        when(characters.findAll(List.of(0x1f600, (int) 'a', 0x378, 0x1f600)))
                .thenReturn(Map.of((int) 'a', SMALL_A, 0x1f600, GRINNING));

        assertThat(mvc.get().uri("/explain?text={text}", "😀a\u0378😀"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].name")
                .asArray()
                .containsExactly("GRINNING FACE", "LATIN SMALL LETTER A", null, "GRINNING FACE");
    }

    @Test
    void listsNamesWhateverTheirCaseInTheQuestion() {
        when(characters.fromName("LATIN SMALL", 2)).thenReturn(List.of(SMALL_A));

        assertThat(mvc.get().uri("/names?from=latin small&limit=2"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].codePoint")
                .asArray()
                .containsExactly("U+0061");
    }

    @Test
    void listsTwentyNamesUnlessToldOtherwise() {
        assertThat(mvc.get().uri("/names?from=A")).hasStatusOk();
        verify(characters).fromName("A", 20);
    }

    @Test
    void countsAView() {
        when(characters.addView(0x1f600)).thenReturn(true);

        assertThat(mvc.post().uri("/characters/1F600/views")).hasStatus(HttpStatus.NO_CONTENT);
    }

    @Test
    void anUnknownCharacterIsNotFound() {
        assertProblem(mvc.get().uri("/characters/378").exchange(), HttpStatus.NOT_FOUND, "U+0378");
        assertProblem(mvc.post().uri("/characters/378/views").exchange(), HttpStatus.NOT_FOUND, "U+0378");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/characters/xyz          | 0 to 10FFFF",
                "/characters/110000       | 0 to 10FFFF",
                "/characters/-1           | 0 to 10FFFF",
                "/characters/00000041     | 0 to 10FFFF",
                "/explain                 | text",
                "/explain?text=           | 1 to 1000",
                "/names                   | from",
                "/names?from=%C3%84       | ASCII",
                "/names?from=A&limit=0    | limit",
                "/names?from=A&limit=-1   | limit must be within 1 and 1000",
                "/names?from=A&limit=1001 | limit",
                "/names?from=A&limit=99999999999 | limit",
                "/names?from=A&limit=many | limit",
            })
    void badInputIsSaidClearlyAndAsksNoServer(String uri, String detail) {
        assertProblem(mvc.get().uri(URI.create(uri)).exchange(), HttpStatus.BAD_REQUEST, detail);
        verifyNoInteractions(characters);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertProblem(
                mvc.get().uri("/explain?text={text}", "x".repeat(1_001)).exchange(),
                HttpStatus.BAD_REQUEST,
                "not 1001");
    }

    @Test
    void aNameThatIsLongerThanTheColumnIsRefused() {
        when(characters.fromName("X".repeat(100), 20)).thenReturn(List.of());

        assertThat(mvc.get().uri("/names?from={from}", "x".repeat(100))).hasStatusOk();
        assertProblem(
                mvc.get().uri("/names?from={from}", "x".repeat(101)).exchange(),
                HttpStatus.BAD_REQUEST,
                "at most 100 characters, not 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "110000"})
    void aViewOfNoCodePointIsRefused(String hex) {
        assertProblem(mvc.post().uri("/characters/{hex}/views", hex).exchange(), HttpStatus.BAD_REQUEST, "0 to 10FFFF");
        verifyNoInteractions(characters);
    }

    static Stream<HansockException> failuresOfAServer() {
        return Stream.of(
                new ChannelLostException("beta", Outcome.NOTHING_SENT, "connection refused", null),
                new DeadlineException("beta", Outcome.UNKNOWN, Duration.ofSeconds(2)),
                new OverloadedException("beta", "8192 commands wait"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAServer")
    void aServerThatDoesNotAnswerIsNamed(HansockException failure) {
        when(characters.find(anyInt())).thenThrow(new HansockExceptionTranslator().translate(failure));
        when(characters.findAll(any())).thenThrow(new HansockExceptionTranslator().translate(failure));

        for (String uri : List.of("/characters/41", "/explain?text=A")) {
            MvcTestResult result = mvc.get().uri(uri).exchange();
            assertProblem(result, HttpStatus.SERVICE_UNAVAILABLE, "beta");
            assertThat(result).bodyJson().extractingPath("$.server").isEqualTo("beta");
        }
    }

    private static void assertProblem(MvcTestResult result, HttpStatus status, String detail) {
        assertThat(result)
                .hasStatus(status)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(detail);
    }
}
