import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Named } from '~/parts/named';

import type { ListedChange } from './queries';

type Props = { change: Pick<ListedChange, 'ad_entity_id' | 'entity_name' | 'entity_type'> };

/** What a change is about, linked to where its figures are. */
export function ChangedThing({ change }: Props) {
  const { ad_entity_id: id, entity_name: name, entity_type: type } = change;
  const link = (text: ReactNode) => {
    if (name === null) return text; // not on the platform yet, or of a kind that has no page
    return type === 'ad' ? (
      <Link to="/ads/$adId" params={{ adId: id }}>
        {text}
      </Link>
    ) : (
      <Link to="/campaigns" search={{ q: id }}>
        {text}
      </Link>
    );
  };
  return <Named id={id} name={name} link={link} />;
}
