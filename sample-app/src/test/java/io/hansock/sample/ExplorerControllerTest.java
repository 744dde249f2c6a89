package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.spring.HansockExceptionTranslator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(ExplorerController.class)
class ExplorerControllerTest {
    private static final CodePoint SMALL_A = new CodePoint('a', "LATIN SMALL LETTER A", "LATIN", 3);

    @MockitoBean
    private Characters characters;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void givesWhatThereIsAndNamesTheServerThatIsSilent() {
        when(characters.home(anyInt())).thenReturn(new Home("beta", 0.75));
        when(characters.home('a')).thenReturn(new Home("alpha", 0.25));
        when(characters.findWhatAnswers(List.of((int) 'a', (int) 'b')))
                .thenReturn(new Found(Map.of((int) 'a', SMALL_A), List.of("beta")));

        assertThat(mvc.get().uri("/api/text?text=ab")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"characters": [
                  {"codePoint": "U+0061", "character": "a", "name": "LATIN SMALL LETTER A", "script": "LATIN", "views": 3,
                   "server": "alpha", "place": 0.25},
                  {"codePoint": "U+0062", "character": "b", "name": null, "script": null, "views": 0,
                   "server": "beta", "place": 0.75}],
                 "silent": ["beta"]}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/names?from=a", "/api/most-viewed"})
    void aListThatNeedsEveryServerIsEmptyWithoutOne(String uri) {
        DataAccessException lost = new HansockExceptionTranslator()
                .translate(new ChannelLostException("gamma", Outcome.NOTHING_SENT, "connection refused", null));
        when(characters.fromName(any(), anyInt())).thenThrow(lost);
        when(characters.mostViewed(anyInt())).thenThrow(lost);

        assertThat(mvc.get().uri(uri)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"characters": [], "silent": ["gamma"]}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/text?text=",
                "/api/names?from=%C3%84",
                "/api/names?from=A&limit=0",
                "/api/most-viewed?limit=1001"
            })
    void badInputAsksNoServer(String uri) {
        assertThat(mvc.get().uri(URI.create(uri))).hasStatus(HttpStatus.BAD_REQUEST);
        verifyNoInteractions(characters);
    }

    @Test
    void everyAnswerForbidsScriptsAndContentFromElsewhere() {
        MockHttpServletResponse response =
                mvc.get().uri("/api/most-viewed").exchange().getResponse();

        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
    }
}
