package org.basedata.registry.api.document;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basedata.registry.api.problem.Problem;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.OperationGate;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description says beside the endpoints' own words: what it is about, and every error with an example. */
@Configuration(proxyBeanMethods = false)
class Interface {
    private static final Set<ProblemCode> ANYWHERE = EnumSet.of(
            ProblemCode.CERTIFICATE_UNKNOWN,
            ProblemCode.DATABASE_UNAVAILABLE,
            ProblemCode.INTERNAL,
            ProblemCode.MEDIA_TYPE_NOT_ACCEPTABLE,
            ProblemCode.NOT_ALLOWED,
            ProblemCode.NOT_SIGNED_IN,
            ProblemCode.TOKEN_INVALID,
            ProblemCode.UNAVAILABLE);

    private static final List<String> ONE_OF = List.of("Item", "QueryResult");

    /** Of operations that refuse whoever does not say what for. */
    private static final List<Parameter> WHAT_FOR = List.of(
            header("X-Purpose", "用途代码,由本部门登记 / code of a purpose that the department has entered", "ENROLMENT"),
            header("X-Agreement", "仅依此共享授权 / number of the only agreement that is to be used", "A-000017"),
            header("X-Case", "本部门的办件编号 / the department's own file", "2026-0815"));

    private static Parameter header(String name, String description, String example) {
        return new HeaderParameter()
                .name(name)
                .description(description)
                .required(false)
                .schema(new StringSchema())
                .example(example);
    }

    @Bean
    OpenAPI about() {
        return new OpenAPI()
                .info(new Info()
                        .title("Base-data registry / 基础数据登记系统")
                        .version("v1")
                        .license(new License()
                                .name("Apache License, Version 2.0")
                                .identifier("Apache-2.0"))
                        .description("""
                                人口、法人两大基础库的登记接口:数源部门报送,登记系统逐项比对并形成主记录,用数部门按时点查询,差异以冲突列出、从不自动抹平。
                                全部为 UTF-8 JSON,时间为 RFC 3339,日期自 +08:00 起算,期间左闭右开。错误一律为 application/problem+json,`code` 稳定。
                                证件号码只出现在请求和应答的正文中,绝不出现在地址里。示例中的号码取自国家标准或为虚构。

                                The registry of the population and legal-entity base libraries: sources submit, the registry compares item \
                                by item and derives one master record per subject, consumers ask as of any date, differences are listed as \
                                conflicts and never settled in silence. All JSON is UTF-8, times are RFC 3339, days begin at +08:00, periods \
                                are half-open. Errors are application/problem+json with a stable `code`. Numbers of people stand in bodies \
                                only, never in an address. Departments' systems get a token for their client id and \
                                secret from `POST /oauth2/token` and send it as `Authorization: Bearer`. Reads of subjects say what they are \
                                for: the header `X-Purpose` names a purpose that the department has entered, `X-Agreement` the only agreement \
                                to be used, `X-Case` the department's own file. Every read that is answered is on record."""))
                .addSecurityItem(new SecurityRequirement().addList("token"))
                .addSecurityItem(new SecurityRequirement().addList("certificate"))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.OAUTH2)
                                        .description(
                                                "部门系统凭客户端标识和密钥换取令牌 / client id and secret of a department's system")
                                        .flows(new OAuthFlows()
                                                .clientCredentials(new OAuthFlow()
                                                        .tokenUrl("/oauth2/token")
                                                        .scopes(new Scopes()))))
                        .addSecuritySchemes(
                                "certificate",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.MUTUALTLS)
                                        .description(
                                                "已登记的客户端证书,代替令牌 / a registered client certificate, in place of a token"))
                        .addResponses(
                                "NobodyKnown",
                                refusal(
                                        ProblemCode.NOT_SIGNED_IN,
                                        ProblemCode.TOKEN_INVALID,
                                        ProblemCode.CERTIFICATE_UNKNOWN))
                        .addResponses("NotAllowed", refusal(ProblemCode.NOT_ALLOWED, ProblemCode.CSRF_TOKEN_MISSING)));
    }

    /** Where somebody has to be known; the operations that need it name it. */
    private static ApiResponse refusal(ProblemCode... codes) {
        Map<String, Example> examples = new LinkedHashMap<>();
        for (ProblemCode code : codes) examples.put(code.name(), example(code));
        return problem(examples);
    }

    private static ApiResponse problem(Map<String, Example> examples) {
        return new ApiResponse()
                .description(String.join(", ", examples.keySet()))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/Problem"))
                                        .examples(examples)));
    }

    @Bean
    OperationCustomizer errors() {
        // Given by the registry itself, not by whoever asks.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        return (operation, method) -> {
            OperationGate.of(method)
                    .ifPresent(roles -> operation.addExtension(
                            "x-roles", Stream.of(roles.value()).map(Role::name).toList()));
            Set<ProblemCode> codes = EnumSet.copyOf(ANYWHERE);
            Refuses refuses = method.getMethodAnnotation(Refuses.class);
            if (refuses != null) codes.addAll(List.of(refuses.value()));
            Map<Integer, Map<String, Example>> byStatus = new TreeMap<>();
            for (ProblemCode code : codes)
                byStatus.computeIfAbsent(code.status(), status -> new LinkedHashMap<>())
                        .put(code.name(), example(code));
            byStatus.forEach((status, examples) -> add(operation, status, examples));
            if (codes.contains(ProblemCode.PURPOSE_MISSING)) WHAT_FOR.forEach(operation::addParametersItem);
            return operation;
        };
    }

    private static void add(Operation operation, int status, Map<String, Example> examples) {
        ApiResponse response = problem(examples);
        if (status == 409 || status == 503)
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds after which the same request may succeed")
                            .schema(new IntegerSchema().example(5)));
        operation.getResponses().addApiResponse(Integer.toString(status), response);
    }

    private static Example example(ProblemCode code) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", code.type());
        value.put("title", code.titleZh());
        value.put("status", code.status());
        value.put("code", code.name());
        value.put("detail", code.titleZh());
        value.put("detailEn", code.titleEn());
        value.put("instance", "urn:uuid:5f0c2e0a-6d0f-4a35-9f0b-1f1d7a3f6a10");
        return new Example().summary(code.titleZh() + " / " + code.titleEn()).value(value);
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return document -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(document.getComponents()::addSchemas);
            ONE_OF.forEach(name -> oneObject(name, document.getComponents().getSchemas()));
            Properties words = words();
            document.getComponents().getSchemas().forEach((name, schema) -> describe(name, schema, words));
        };
    }

    /**
     * What is one of several shapes, without a field that says which, is one object with the fields of all for generated clients, which cannot
     * tell the shapes apart.
     */
    @SuppressWarnings("rawtypes") // as OpenAPI's model has them
    private static void oneObject(String name, Map<String, Schema> schemas) {
        Schema<?> whole = schemas.get(name);
        for (Schema<?> shape : whole.getOneOf()) {
            String of = shape.get$ref().substring(shape.get$ref().lastIndexOf('/') + 1);
            Schema<?> part = schemas.get(of);
            part.getProperties().forEach((field, schema) -> {
                if (whole.getProperties() == null || !whole.getProperties().containsKey(field))
                    whole.addProperty(field, schema);
            });
        }
        whole.setOneOf(null);
        whole.setTypes(Set.of("object"));
    }

    /** Types of the inner modules know nothing of their description; their words are kept beside it. */
    private static void describe(String name, Schema<?> schema, Properties words) {
        if (schema.getDescription() == null) schema.setDescription(words.getProperty(name));
        if (schema.getProperties() == null) return;
        schema.getProperties().forEach((field, property) -> {
            if (property.getDescription() == null && property.get$ref() == null)
                property.setDescription(words.getProperty(name + "." + field, words.getProperty(field)));
        });
    }

    private static Properties words() {
        Properties words = new Properties();
        try (InputStream in = Interface.class.getResourceAsStream("words.properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("the resource words.properties cannot be read", e);
        }
    }
}
