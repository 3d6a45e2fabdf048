// Package stomp is the STOMP 1.0, 1.1 and 1.2 codec: frames to bytes and bytes to frames, for servers and clients, over
// any transport. It knows the wire (framing, escapes, limits, negotiation) and nothing of what the commands do.
//
// The specifications are at https://stomp.github.io; section names in comments are those of STOMP 1.2.
package stomp

import "slices"

// Frame is one STOMP frame.
type Frame struct {
	// Command is in upper case, such as SEND.
	Command string
	Headers Headers
	// Body is empty except in SEND, MESSAGE and ERROR frames.
	Body []byte
}

// Header is one header line, as it is meant: without escapes.
type Header struct{ Name, Value string }

// Headers are the header lines of a frame in their order. Names may be repeated.
type Headers []Header

// Get answers the value of a header. Of a repeated header the first counts ("Repeated Header Entries").
func (h Headers) Get(name string) (value string, ok bool) {
	for i := range h {
		if h[i].Name == name {
			return h[i].Value, true
		}
	}
	return "", false
}

// Value answers the value of a header, "" where there is none.
func (h Headers) Value(name string) string {
	v, _ := h.Get(name)
	return v
}

var (
	clientCommands = []string{"CONNECT", "STOMP", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT", "ABORT", "DISCONNECT"}
	serverCommands = []string{"CONNECTED", "MESSAGE", "RECEIPT", "ERROR"}
)

// FromServer tells whether a command is one that only servers send.
func FromServer(command string) bool { return slices.Contains(serverCommands, command) }

// knownCommand answers the command's constant text, so that a frame does not keep a copy.
func knownCommand(text []byte) (string, bool) {
	for _, list := range [...][]string{clientCommands, serverCommands} {
		for _, c := range list {
			if string(text) == c {
				return c, true
			}
		}
	}
	return "", false
}

// mayHaveBody is the rule of "Bodies": all other frames must not have one.
func mayHaveBody(command string) bool {
	return command == "SEND" || command == "MESSAGE" || command == "ERROR"
}

// isPlain tells of the frames whose headers are never escaped, so that peers of every version can read them
// ("Value Encoding").
func isPlain(command string) bool {
	return command == "CONNECT" || command == "STOMP" || command == "CONNECTED"
}
