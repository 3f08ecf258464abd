package dev.nikkan.app.daemon;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// systemd's end of `NOTIFY_SOCKET`: a UNIX datagram socket, which the JDK has none of.
final class DatagramListener implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SUN_PATH_MAX = 108;

    private final Arena arena = Arena.ofConfined();
    private final int descriptor;

    DatagramListener(Path path, Duration patience) throws IOException {
        descriptor =
                call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), AF_UNIX, SOCK_DGRAM, 0);
        MemorySegment timeout = arena.allocateFrom(JAVA_LONG, patience.toSeconds(), 0);
        call(
                "setsockopt",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                descriptor,
                SOL_SOCKET,
                SO_RCVTIMEO,
                timeout,
                (int) timeout.byteSize());
        MemorySegment address = address(path);
        call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), descriptor, address, (int)
                address.byteSize());
    }

    /// The next datagram, waited for as long as was said.
    String receive() throws IOException {
        MemorySegment buffer = arena.allocate(4096);
        long length = call(
                "recv",
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
                descriptor,
                buffer,
                buffer.byteSize(),
                0);
        return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), descriptor);
        arena.close();
    }

    private MemorySegment address(Path path) {
        MemorySegment address = arena.allocate(
                MemoryLayout.structLayout(JAVA_SHORT, MemoryLayout.sequenceLayout(SUN_PATH_MAX, JAVA_BYTE)));
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        address.setString(JAVA_SHORT.byteSize(), path.toString());
        return address;
    }

    @SuppressWarnings("restricted")
    private static int call(String function, FunctionDescriptor descriptor, Object... arguments) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle handle =
                linker.downcallHandle(linker.defaultLookup().find(function).orElseThrow(), descriptor);
        int result = result(handle, arguments);
        if (result < 0) {
            throw new IOException(function + " failed or took too long");
        }
        return result;
    }

    private static int result(MethodHandle handle, Object... arguments) {
        try {
            return ((Number) handle.invokeWithArguments(arguments)).intValue();
        } catch (Throwable bug) {
            throw new AssertionError(bug);
        }
    }
}
