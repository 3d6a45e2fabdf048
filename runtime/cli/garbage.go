package cli

// ballast makes the garbage collector wait until there is some garbage. A route's own memory is so little that it would be
// searched for garbage every few thousand messages, which takes a third of the time. The collector counts these bytes as used
// and lets as many again come together; the system does not, since nobody ever touches them. Beside a larger heap
// they mean nothing.
var ballast []byte

const ballastSize = 12 << 20

func takeBallast() { ballast = make([]byte, ballastSize) }
