package io.hansock.spring.boot.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.endpoint.HansockEndpoint.Owner;
import io.hansock.value.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationFilter;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.MissingParametersException;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What Spring Boot makes of the endpoint for the web: which requests there are, and what they have to say. */
class EndpointOperationsTest {
    private static final String SHOW = "GET hansock";
    private static final String OWNER = "POST hansock";
    private static final String ACT = "POST hansock/{action}";

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            // as SpringApplication does it, by which access is written in small letters
            .withInitializer(
                    context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=hansock",
                    "hansock.servers.east.host=db-east",
                    "hansock.servers.west.host=db-west")
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockEndpointAutoConfiguration.class));

    @Test
    void nothingCanBeDoneByDefaultButToLook() {
        contexts.run(context -> assertThat(operations(context)).containsOnlyKeys(SHOW));
    }

    @Test
    void allCanBeDoneWhereThatIsAllowed() {
        contexts.withPropertyValues("management.endpoint.hansock.access=unrestricted")
                .run(context -> assertThat(operations(context)).containsOnlyKeys(SHOW, OWNER, ACT));
    }

    @Test
    void theKeyIsInTheBodyAndAllElseMayBeLeftOut() {
        contexts.withPropertyValues("management.endpoint.hansock.access=unrestricted")
                .run(context -> {
                    WebOperation owner = operations(context).get(OWNER);
                    assertThat(owner.getRequestPredicate().getConsumes()).isNotEmpty();
                    Hansock hansock = context.getBean(Hansock.class);
                    Table<Row> table = Table.of("t", "id").database("d");
                    for (int key = 0; key < 20; key++) {
                        assertThat(invoke(owner, Map.of("key", "k" + key)))
                                .isInstanceOfSatisfying(
                                        Owner.class,
                                        found -> assertThat(found.server()).isIn("east", "west"));
                        assertThat(((Owner) invoke(owner, Map.of("key", "" + key, "type", "integer"))).server())
                                .isEqualTo(hansock.owner(table, key));
                    }
                    assertThatThrownBy(() -> invoke(owner, Map.of())).isInstanceOf(MissingParametersException.class);
                });
    }

    @Test
    void whatIsDoneIsInTheAddress() {
        contexts.withPropertyValues("management.endpoint.hansock.access=unrestricted")
                .run(context -> {
                    WebOperation act = operations(context).get(ACT);
                    assertThatThrownBy(() -> invoke(act, Map.of("action", "resume")))
                            .isInstanceOf(InvalidEndpointRequestException.class)
                            .hasMessageContaining("released nothing");
                    assertThatThrownBy(() -> invoke(act, Map.of("action", "explode")))
                            .isInstanceOf(InvalidEndpointRequestException.class)
                            .hasMessageContaining("no such action");
                });
    }

    private static Object invoke(WebOperation operation, Map<String, Object> arguments) {
        return operation.invoke(new InvocationContext(SecurityContext.NONE, arguments));
    }

    /** By what a request for them begins with. */
    private static Map<String, WebOperation> operations(ApplicationContext context) {
        return new WebEndpointDiscoverer(
                        context,
                        new ConversionServiceParameterValueMapper(),
                        EndpointMediaTypes.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(OperationFilter.byAccess(
                                new PropertiesEndpointAccessResolver(context.getEnvironment()))))
                .getEndpoints().stream()
                        .flatMap(endpoint -> endpoint.getOperations().stream())
                        .collect(Collectors.toMap(
                                operation -> request(operation.getRequestPredicate()), operation -> operation));
    }

    private static String request(WebOperationRequestPredicate predicate) {
        return predicate.getHttpMethod() + " " + predicate.getPath();
    }
}
