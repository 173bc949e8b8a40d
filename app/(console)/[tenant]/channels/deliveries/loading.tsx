import { ChannelsWaiting } from '#app/(console)/[tenant]/channels/_components/channels-waiting.tsx';

export default function DeliveriesLoading() {
  return <ChannelsWaiting log />;
}
