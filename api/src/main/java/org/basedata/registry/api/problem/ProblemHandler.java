package org.basedata.registry.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.basedata.registry.core.access.AccessNotRecorded;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.submission.IntakeFull;
import org.basedata.registry.core.submission.IntakeUnavailable;
import org.basedata.registry.importers.delivery.IdempotencyConflict;
import org.basedata.registry.importers.delivery.StillRunning;
import org.basedata.registry.importers.delivery.UnfitDelivery;
import org.basedata.registry.importers.delivery.UnknownSource;
import org.basedata.registry.importers.file.FileRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every failure of a request into a problem document. */
@RestControllerAdvice
final class ProblemHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Problem> answer(Exception failure, HttpServletRequest request) {
        if (isGone(failure)) return null;
        return document(refusal(failure), failure, request);
    }

    static ResponseEntity<Problem> document(RequestRefused refused, Exception failure, HttpServletRequest request) {
        boolean english = Languages.english(request);
        Problem problem = Problem.of(refused, english);
        // Neither the address nor the parameters are logged: either could hold a number that does not belong there.
        if (refused.code() == ProblemCode.INTERNAL)
            log.error("INTERNAL: {} of a request failed, {}", request.getMethod(), problem.instance(), failure);
        else if (problem.status() >= 500)
            log.warn("{}: {}, {}", refused.code(), refused.detailEn(), problem.instance());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refused.retryAfter() > 0) answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retryAfter()));
        if (failure instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedHttpMethods() != null)
            answer.allow(wrong.getSupportedHttpMethods().toArray(HttpMethod[]::new));
        if (failure instanceof HttpMediaTypeNotSupportedException wrong
                && !wrong.getSupportedMediaTypes().isEmpty())
            answer.header(HttpHeaders.ACCEPT, MediaType.toString(wrong.getSupportedMediaTypes()));
        return answer.body(problem);
    }

    /** The client has closed its end: there is nobody to answer. */
    private static boolean isGone(Exception failure) {
        return failure instanceof AsyncRequestNotUsableException
                || failure instanceof IOException
                        && failure.getClass().getSimpleName().equals("ClientAbortException");
    }

    static RequestRefused refusal(Exception failure) {
        if (failure instanceof RequestRefused refused) return refused;
        if (failure instanceof UnknownSource e) return one(ProblemCode.SOURCE_UNKNOWN, e.fault());
        if (failure instanceof UnfitDelivery e) return several(e.faults());
        if (failure instanceof FileRefused e) return several(e.faults());
        if (failure instanceof IdempotencyConflict)
            return new RequestRefused(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            "该 Idempotency-Key 在 7 天内已用于另一份内容,本次请求未处理;请换一个键,或发送与原来完全相同的内容",
                            "within 7 days this Idempotency-Key was used for another body, nothing of this request was"
                                    + " looked at; use another key, or send the very same body")
                    .at("Idempotency-Key");
        if (failure instanceof StillRunning)
            return new RequestRefused(
                            ProblemCode.IDEMPOTENCY_STILL_RUNNING,
                            "相同的请求正在处理,稍后以同一 Idempotency-Key 重发即可取得回执",
                            "the same request is being worked on; send it again a little later to get its receipt")
                    .at("Idempotency-Key")
                    .retryAfter(1);
        RequestRefused web = web(failure);
        if (web != null) return web;
        if (failure instanceof IntakeFull) return RequestRefused.busy();
        if (isDatabaseDown(failure))
            return new RequestRefused(
                            ProblemCode.DATABASE_UNAVAILABLE,
                            "登记库的数据库暂时无法访问,本次请求没有留存;请稍后重发",
                            "the registry's database cannot be reached, nothing of this request is known to be kept;"
                                    + " send it again a little later")
                    .retryAfter(5);
        if (failure instanceof AccessNotRecorded)
            return new RequestRefused(
                            ProblemCode.ACCESS_NOT_RECORDED,
                            "本次读取暂时无法记入使用记录,因此不予应答;请稍后再试",
                            "this read cannot be put on record at the moment, so that it is not answered; try again a little"
                                    + " later")
                    .retryAfter(2);
        if (failure instanceof ErrorResponse status)
            return ofStatus(status.getStatusCode().value());
        return internal();
    }

    private static RequestRefused web(Exception failure) {
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException)
            return ofStatus(404);
        if (failure instanceof HttpRequestMethodNotSupportedException e) {
            Set<HttpMethod> allowed = e.getSupportedHttpMethods();
            String names = allowed == null
                    ? ""
                    : allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
            return new RequestRefused(
                    ProblemCode.METHOD_NOT_ALLOWED,
                    "该地址不支持此请求方法,可用:" + names,
                    "this path does not know the method; allowed: " + names);
        }
        if (failure instanceof HttpMediaTypeNotSupportedException e) {
            String names = MediaType.toString(e.getSupportedMediaTypes());
            return new RequestRefused(
                            ProblemCode.MEDIA_TYPE_UNSUPPORTED,
                            "不支持请求正文的媒体类型,可用:" + names,
                            "the media type of the body is not supported; allowed: " + names)
                    .at("Content-Type");
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException e) {
            String names = MediaType.toString(e.getSupportedMediaTypes());
            return new RequestRefused(
                            ProblemCode.MEDIA_TYPE_NOT_ACCEPTABLE,
                            "无法以所要求的媒体类型应答,可用:" + names,
                            "there is no answer in the wanted media type; there is: " + names)
                    .at("Accept");
        }
        if (failure instanceof MissingServletRequestPartException e) return missing(e.getRequestPartName());
        if (failure instanceof MissingServletRequestParameterException e) return missing(e.getParameterName());
        if (failure instanceof MissingRequestValueException) return ofStatus(400);
        if (failure instanceof MethodArgumentTypeMismatchException e) return invalid(e.getName());
        if (failure instanceof MaxUploadSizeExceededException) return ofStatus(413);
        if (failure instanceof MultipartException || failure instanceof HttpMessageNotReadableException)
            return new RequestRefused(
                    ProblemCode.BODY_MALFORMED,
                    "无法读取请求正文;文件请以 multipart/form-data 上传",
                    "the body cannot be read; files are sent as multipart/form-data");
        return null;
    }

    static RequestRefused internal() {
        return new RequestRefused(
                ProblemCode.INTERNAL,
                "登记系统处理本请求时出错,已记录;请向运维人员提供 instance",
                "the registry failed on this request and has logged why; tell operations the instance");
    }

    /** For what the web server refuses before any of our code sees it. */
    static RequestRefused ofStatus(int status) {
        return switch (status) {
            case 404 ->
                new RequestRefused(
                        ProblemCode.PATH_UNKNOWN,
                        "没有该地址;接口说明见 /v3/api-docs 和 /swagger-ui.html",
                        "there is no such path; /v3/api-docs and /swagger-ui.html describe the interface");
            case 405 ->
                new RequestRefused(ProblemCode.METHOD_NOT_ALLOWED, "该地址不支持此请求方法", "this path does not know the method");
            case 406 ->
                new RequestRefused(
                                ProblemCode.MEDIA_TYPE_NOT_ACCEPTABLE,
                                "无法以所要求的媒体类型应答",
                                "there is no answer in the wanted media type")
                        .at("Accept");
            case 413 ->
                new RequestRefused(
                        ProblemCode.BODY_TOO_LARGE,
                        "请求正文超过上限;请分批报送,或改用文件上传",
                        "the body is larger than allowed; split the delivery, or send a file");
            case 415 ->
                new RequestRefused(
                                ProblemCode.MEDIA_TYPE_UNSUPPORTED,
                                "不支持请求正文的媒体类型",
                                "the media type of the body is not supported")
                        .at("Content-Type");
            case 503 ->
                new RequestRefused(
                                ProblemCode.UNAVAILABLE,
                                "登记系统正在启动或关闭,请稍后重发",
                                "the registry is starting or ending; try again")
                        .retryAfter(5);
            default ->
                status >= 500
                        ? internal()
                        : new RequestRefused(
                                ProblemCode.REQUEST_INVALID,
                                "请求不符合 HTTP 规范或接口约定",
                                "the request does not follow HTTP or the interface");
        };
    }

    private static RequestRefused missing(String name) {
        return new RequestRefused(ProblemCode.FIELD_MISSING, "缺少参数 " + name, "the parameter " + name + " is missing")
                .at(name);
    }

    private static RequestRefused invalid(String name) {
        return new RequestRefused(
                        ProblemCode.PARAMETER_INVALID,
                        "参数 " + name + " 的值无法识别",
                        "the value of the parameter " + name + " cannot be read")
                .at(name);
    }

    private static RequestRefused one(ProblemCode code, Fault fault) {
        return new RequestRefused(code, fault.message(), fault.messageEn()).at(fault.item());
    }

    /** The first fault gives the code where it has one of the request's; all are listed. */
    private static RequestRefused several(List<Fault> faults) {
        Fault first = faults.get(0);
        ProblemCode code = ProblemCode.DELIVERY_UNFIT;
        Set<String> own = new TreeSet<>(Set.of("SOURCE_UNKNOWN", "DATASET_UNKNOWN"));
        if (own.contains(first.code())) code = ProblemCode.valueOf(first.code());
        return one(code, first).faults(faults);
    }

    private static boolean isDatabaseDown(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof IntakeUnavailable
                    || e instanceof CannotCreateTransactionException
                    || e instanceof DataAccessResourceFailureException
                    || e instanceof TransientDataAccessException
                    || e instanceof SQLTransientConnectionException) return true;
            if (e instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) return true;
        }
        return false;
    }
}
