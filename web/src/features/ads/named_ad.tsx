import { Link } from '@tanstack/react-router';

import { Named } from '~/parts/named';

type Props = { id: string; name: string | null; decision?: string };

/** An ad, linked to its page; there with the decision that is named. */
export function NamedAd({ id, name, decision }: Props) {
  return (
    <Named
      id={id}
      name={name}
      link={(text) => (
        <Link
          to="/ads/$adId"
          params={{ adId: id }}
          search={decision === undefined ? {} : { decision }}
        >
          {text}
        </Link>
      )}
    />
  );
}
