package learnc.lessons.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Requests that no browser would let a page make.
final class Strangers {

    private Strangers() {
    }

    /// The status with which the list of the lessons is answered to a request with these headers.
    static int said(URI address, String... headers) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort());
             var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String request = "GET " + address.getPath() + "api/lessons HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }
}
