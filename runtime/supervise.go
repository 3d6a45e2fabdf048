package runtime

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

// supervisor keeps one route subscribed: it subscribes again, with backoff, after an error and after the source closed
// its channel, until the intake stops or the source has ended for good.
type supervisor struct {
	sub message.Subscriber
	// ended tells whether the source has ended for good.
	ended func() bool
	// changed is told of every attempt's outcome: nil once subscribed, else what is wrong and when the next one is due.
	changed func(err error, pause time.Duration)
}

var errSubscriptionEnded = errors.New("the subscription ended")

// read subscribes to topic and has pass work each subscription's channel off; pass answers false where the intake was
// stopped before the channel closed, and read then answers that channel. Subscriptions live as long as ctx.
func (s *supervisor) read(ctx, intake context.Context, topic string, pass func(in <-chan *message.Message) bool) <-chan *message.Message {
	var pauses backoff
	for intake.Err() == nil && !s.ended() {
		in, unsubscribe, err := s.subscribe(ctx, intake, topic)
		if err == nil {
			s.changed(nil, 0)
			since := time.Now()
			if !pass(in) {
				return in
			}
			unsubscribe()
			err = errSubscriptionEnded
			if time.Since(since) > maxPause {
				pauses = backoff{}
			}
		}
		if intake.Err() != nil || s.ended() {
			break
		}
		pause := pauses.next()
		s.changed(err, pause)
		select {
		case <-time.After(pause):
		case <-intake.Done():
		}
	}
	return nil
}

// subscribe makes one attempt, which is given up when the intake stops.
func (s *supervisor) subscribe(ctx, intake context.Context, topic string) (in <-chan *message.Message, unsubscribe context.CancelFunc, err error) {
	ctx, unsubscribe = context.WithCancel(ctx)
	release := context.AfterFunc(intake, unsubscribe)
	err = guard(func() (err error) {
		in, err = s.sub.Subscribe(ctx, topic)
		return err
	})
	release() // from here on the subscription outlives the intake
	if err == nil && in == nil {
		err = fmt.Errorf("subscribing to %q gave no channel", topic)
	}
	if err != nil {
		unsubscribe()
		return nil, nil, err
	}
	return in, unsubscribe, nil
}
