package stomp

import "strings"

// Version is a version of the protocol. The zero value is that of a connection before it is negotiated.
type Version uint8

// The versions there are.
const (
	V10 Version = iota + 1
	V11
	V12
)

// Supported lists the versions as the accept-version and version headers do.
const Supported = "1.0,1.1,1.2"

// String answers the version as it stands in headers, "" before the negotiation.
func (v Version) String() string {
	switch v {
	case V10:
		return "1.0"
	case V11:
		return "1.1"
	case V12:
		return "1.2"
	}
	return ""
}

// Negotiate picks the highest version of a CONNECT frame's accept-version header that is supported ("Protocol
// Negotiation"). A frame without the header is one of STOMP 1.0. It answers false where there is no common version.
func Negotiate(connect Headers) (Version, bool) {
	accept, ok := connect.Get("accept-version")
	if !ok {
		return V10, true
	}
	var best Version
	for text := range strings.SplitSeq(accept, ",") {
		for v := V10; v <= V12; v++ {
			if strings.TrimSpace(text) == v.String() {
				best = max(best, v)
			}
		}
	}
	return best, best != 0
}
