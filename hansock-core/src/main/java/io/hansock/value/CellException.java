package io.hansock.value;

/**
 * Why a {@link CellFormat} cannot read a cell as the type that was asked for. {@link Row} catches it and throws a
 * {@link io.hansock.ResultException} that names the column, so users never see this one. It has no stack trace.
 */
public final class CellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param reason completes "cannot be read as int: …" and never holds a value
     */
    public CellException(String reason) {
        super(reason, null, false, false);
    }
}
