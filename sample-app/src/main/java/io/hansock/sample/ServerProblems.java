package io.hansock.sample;

import io.hansock.HansockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says which server does not answer. */
@RestControllerAdvice
class ServerProblems {
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        TransientDataAccessResourceException.class
    })
    ProblemDetail unavailable(DataAccessException exception) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
        if (exception.getCause() instanceof HansockException cause && cause.server() != null) {
            problem.setDetail("Server " + cause.server() + " does not answer.");
            problem.setProperty("server", cause.server());
        }
        return problem;
    }
}
