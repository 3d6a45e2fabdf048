package runtime

import (
	"math/rand/v2"
	"time"
)

const (
	minPause = time.Second
	maxPause = 30 * time.Second
)

// backoff answers the pauses between attempts: 1 s doubling to 30 s. The zero value begins.
type backoff struct {
	attempts int
}

// next answers the pause before the next attempt, up to a fifth longer or shorter than its turn so that many clients of
// a server that comes back do not arrive at once.
func (b *backoff) next() time.Duration {
	pause := pauseAfter(b.attempts)
	b.attempts++
	return time.Duration(float64(pause) * (0.8 + 0.4*rand.Float64()))
}

// pauseAfter is the pause after so many attempts failed before, without jitter.
func pauseAfter(attempts int) time.Duration {
	if attempts >= 5 {
		return maxPause
	}
	return minPause << attempts
}
